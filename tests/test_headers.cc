// The one file of the target that precompiles the headers of the tests.
