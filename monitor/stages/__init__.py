"""The verbs, pure: values in, values out."""
