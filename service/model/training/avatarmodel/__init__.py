"""Makes the bundled avatar model: renders pictures, trains on them, writes the ONNX folder."""
