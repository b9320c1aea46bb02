"""A second language of an activity or an organisation, written by the organisation beside the first one."""
