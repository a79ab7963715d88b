// Preloaded by memory_faults.py: the FAIL_AT-th allocation of the process fails, once. Without FAIL_AT it
// only counts, and writes how many there were to the file COUNT_TO; with STACKS_TO it also writes the number
// of the first and the last allocation of every call stack, each distinct one, to that file.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { kDepth = 24, kSlots = 1 << 20 };

struct Stack {
  uint64_t hash;
  unsigned long first;
  unsigned long last;
};

static atomic_ulong calls;
static unsigned long fail_at;
static int keeps_stacks;
static struct Stack stacks[kSlots];
static pthread_mutex_t stacks_mutex = PTHREAD_MUTEX_INITIALIZER;
static __thread int inside __attribute__((tls_model("initial-exec")));

__attribute__((constructor)) static void Start(void) {
  const char* text = getenv("FAIL_AT");
  fail_at = text == NULL ? 0 : strtoul(text, NULL, 10);
  if (getenv("STACKS_TO") == NULL) return;
  void* frames[2];
  backtrace(frames, 2);  // loads what it needs, which allocates
  keeps_stacks = 1;
}

static void Write(const char* variable, int with_stacks) {
  const char* path = getenv(variable);
  FILE* file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  if (!with_stacks) fprintf(file, "%lu", (unsigned long)calls);
  for (int i = 0; with_stacks && i < kSlots; ++i) {
    if (stacks[i].hash != 0) fprintf(file, "%lu %lu\n", stacks[i].first, stacks[i].last);
  }
  fclose(file);
}

__attribute__((destructor)) static void End(void) {
  keeps_stacks = 0;
  Write("COUNT_TO", 0);
  Write("STACKS_TO", 1);
}

static void Remember(unsigned long call) {
  void* frames[kDepth];
  inside = 1;
  const int depth = backtrace(frames, kDepth);
  inside = 0;
  uint64_t hash = 1469598103934665603u;
  for (int i = 0; i < depth; ++i) hash = (hash ^ (uintptr_t)frames[i]) * 1099511628211u;
  hash |= 1;
  pthread_mutex_lock(&stacks_mutex);
  uint32_t slot = (uint32_t)(hash >> 40) % kSlots;
  while (stacks[slot].hash != 0 && stacks[slot].hash != hash) slot = (slot + 1) % kSlots;
  if (stacks[slot].hash == 0) stacks[slot] = (struct Stack){hash, call, call};
  stacks[slot].last = call;
  pthread_mutex_unlock(&stacks_mutex);
}

static int Fails(void) {
  const unsigned long call = atomic_fetch_add(&calls, 1) + 1;
  if (keeps_stacks && !inside) Remember(call);
  if (call != fail_at) return 0;
  errno = ENOMEM;
  return 1;
}

extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* old, size_t size);

void* malloc(size_t size) { return Fails() ? NULL : __libc_malloc(size); }
void* calloc(size_t count, size_t size) { return Fails() ? NULL : __libc_calloc(count, size); }
void* realloc(void* old, size_t size) { return Fails() ? NULL : __libc_realloc(old, size); }
