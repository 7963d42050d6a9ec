"""Says in words what a picture shows, as the prompts of anime models have it."""
