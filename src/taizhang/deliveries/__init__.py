"""Deliveries: lists of delivered things with place, date, photo and point on the map, which count themselves into targets."""
