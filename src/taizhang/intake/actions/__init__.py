"""What people do with documents and candidates, one module for each kind of act."""
