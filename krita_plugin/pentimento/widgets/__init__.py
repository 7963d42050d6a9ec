"""The docker's widgets: what the painter sees. They know nothing of zmq or of Krita's documents."""
