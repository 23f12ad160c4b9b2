"""Rankings 比拼: places compared inside peer groups by written rules, from locked figures alone, and frozen when a briefing goes out."""
