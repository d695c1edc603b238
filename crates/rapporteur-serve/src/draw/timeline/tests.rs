//! What is drawn of small views.
