"""What is done in the exchange: keys made and revoked, files of figures taken in, data given out."""
