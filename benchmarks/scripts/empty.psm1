# A script module with nothing in it: what the import of the module is compared with.
