"""What is done with briefings: drafting, deciding, issuing; and their templates."""
