"""Tags of the intake's templates."""
