"""Practice tools: the worksheets people fill in. A sheet is its owner's alone, sealed like the journal (rules 6 and 8).

Which fields a sheet has is the curriculum's business (`lms.curriculum.tool_blocks`); here lie only what was filled in and
its promise: versions, nothing acknowledged is lost, delete, take along. No trail is kept of any of it (rule 5).
"""
