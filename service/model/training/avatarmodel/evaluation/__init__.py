"""Measures a model folder by its pictures, with a judge that shares nothing with the generator."""
