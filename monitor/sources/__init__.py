"""Source kinds, one file each: pure requests and parse."""
