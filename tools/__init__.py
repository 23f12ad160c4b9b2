"""What builds the parts of taizhang that are made from its sources: browser files and message catalogues."""
