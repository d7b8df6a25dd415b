"""A stand-in of Tigris: its S3, its control API and its access keys on one socket, for tests."""
