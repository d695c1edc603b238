//! Every format, charset, date and metadata rule of intake.
