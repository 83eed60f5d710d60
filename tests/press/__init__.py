"""Tests of the press: what it prints, when it refuses, and what it leaves when it is killed."""
