"""The demonstration: a story told through the services, as users would tell it through the screens."""
