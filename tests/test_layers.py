from importlinter import cli


def test_imports_respect_the_layers():
    assert cli.lint_imports(config_filename="pyproject.toml", cache_dir=None) == cli.EXIT_STATUS_SUCCESS
