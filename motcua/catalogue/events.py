"""What may happen to a procedure: the event types of its chain in the journal."""

VERSION_DRAFTED = "procedure_version_drafted"
VERSION_REVISED = "procedure_version_revised"
VERSION_DISCARDED = "procedure_version_discarded"
VERSION_PUBLISHED = "procedure_version_published"
VERSION_RETIRED = "procedure_version_retired"
