"""`monitor demo`: the whole job against sample sites that the package carries, without the internet."""

import click


@click.command()
def demo() -> int:
    """See a poll, an article, a change with its evidence, the mail and the webhook, without the internet."""
    from monitor.cli.output import console
    from monitor.demo.story import tell

    return tell(console())
