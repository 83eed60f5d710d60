"""Tests of the theme's own rules: components, words, escaping."""
