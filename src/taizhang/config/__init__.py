"""The web application's settings, URL table and server entry points; everything else stands below it."""
