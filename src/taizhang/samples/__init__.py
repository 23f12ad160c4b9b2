"""Sample documents: words of our own around figures that Dongguan published for 2024."""
