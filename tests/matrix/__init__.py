"""The permission matrix: every route × actor × relation × method, generated from the URLconf.

Nothing here lists URLs by hand. A view without a policy, or a URL parameter without a provider, is an error.
"""
