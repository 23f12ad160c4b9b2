"""Search: everything that has words, found by words, within what each person may see."""
