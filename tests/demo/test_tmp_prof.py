import pytest, cProfile, pstats
from django.core.management import call_command
@pytest.mark.django_db(databases=["default","owner"], transaction=True)
def test_p():
    import time; t=time.time()
    call_command("seed_demo")
    print("WALL", time.time()-t)
