"""The places of the rail, one file each; none imports another."""
