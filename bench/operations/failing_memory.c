// Preloaded by memory_faults.py: the FAIL_AT-th allocation of the process fails, once. Without FAIL_AT it
// only counts, and writes how many there were to the file COUNT_TO.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_ulong calls;
static unsigned long fail_at;

__attribute__((constructor)) static void Start(void) {
  const char* text = getenv("FAIL_AT");
  fail_at = text == NULL ? 0 : strtoul(text, NULL, 10);
}

__attribute__((destructor)) static void End(void) {
  const char* path = getenv("COUNT_TO");
  FILE* file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%lu", (unsigned long)calls);
  fclose(file);
}

static int Fails(void) {
  if (atomic_fetch_add(&calls, 1) + 1 != fail_at) return 0;
  errno = ENOMEM;
  return 1;
}

extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* old, size_t size);

void* malloc(size_t size) { return Fails() ? NULL : __libc_malloc(size); }
void* calloc(size_t count, size_t size) { return Fails() ? NULL : __libc_calloc(count, size); }
void* realloc(void* old, size_t size) { return Fails() ? NULL : __libc_realloc(old, size); }
