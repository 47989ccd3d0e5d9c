"""What a deployment does by itself: the work behind the sensors and schedules, without Dagster."""
