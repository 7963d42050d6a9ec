"""What all engines that paint with models need: a workplace, prompts, sheets, the run of steps."""
