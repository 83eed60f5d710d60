"""The job board: open jobs, and a page for each."""

from __future__ import annotations

from plugins.jobs.job import Job
from plugins.jobs.views import job_list, job_page, skill_slugs
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What the job board gives the press."""
    return Feature(
        records=(Job,),
        pages=((Job, job_page),),
        views=(job_list,),
        each=(("members", skill_slugs),),
        navigation=(("Jobs", "jobs/"),),
    )


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
