# The two commands of the README, `make demo` and `make test`, and what they are made of.
.PHONY: help build demo test tsan bench fuzz container clean install-dependencies

help:
	@echo "make demo   installs what is missing, builds, and runs the main job on the sample catalogue"
	@echo "make test   the same for all tests (release, sanitizers, fuzz targets, benchmarks)"
	@echo "make build  builds build/release/assay"
	@echo "make tsan   the tests under ThreadSanitizer"
	@echo "make fuzz   every fuzz target for FUZZ_SECONDS (default 3600)"
	@echo "make container  builds the container image (docker or podman) and checks it"
	@echo "make clean  removes build/"

# A folder that was set up before (by make test, say) stays as it is.
build/release/build.ninja:
	cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release -DASSAY_TESTS=OFF

build: build/release/build.ninja
	ninja -C build/release apps/cli/all

demo:
	@tools/install_dependencies.sh
	@$(MAKE) --no-print-directory build
	build/release/assay detect data/test_sample.csv --brand esqualo --output-dir results/demo

test:
	@tools/install_dependencies.sh --tests
	@tools/test_everything.sh

tsan:
	cmake -S . -B build/tsan -G Ninja -DCMAKE_BUILD_TYPE=Debug -DASSAY_SANITIZE=thread
	ninja -C build/tsan
	ctest --test-dir build/tsan --output-on-failure -LE release_only

fuzz:
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-3600} tools/fuzz.sh

container:
	@tools/check_container.sh

clean:
	rm -rf build
