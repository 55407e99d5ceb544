"""`monitor demo`: the whole job against sample sites that the package carries, without the internet."""

import click


@click.command()
def demo() -> int:
    """See a poll, an article, a change with its evidence, the mail and the webhook, without the internet."""
    import logging

    from monitor.cli.output import console
    from monitor.daemon.journal import configure
    from monitor.demo.story import tell

    configure(as_json=False, level=logging.ERROR)
    out = console()
    out.width = min(out.width, 110)
    return tell(out)
