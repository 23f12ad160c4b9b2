"""What briefings are made from, and which of them a person may see."""
