"""Publication 公开: what the office shows the public of chosen commitments, and nothing else."""
