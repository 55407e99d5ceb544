"""The pages, one file each: each gives `routes(site)`."""
