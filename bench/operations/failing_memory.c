// Preloaded by memory_faults.py: the FAIL_AT-th allocation of the process fails, once. Without FAIL_AT it
// only counts, and writes how many there were to the file COUNT_TO; with STACKS_TO it also writes a line for
// every distinct call stack to that file: the number of its first and its last allocation, then those of its
// places that lie in the program itself, as offsets into it in hexadecimal.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <link.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kDepth = 24, kSlots = 1 << 20 };

struct Stack {
  uint64_t hash;
  unsigned long first;
  unsigned long last;
  int depth;
  void* frames[kDepth];
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

// The first object that the linker tells is the program.
static int TakeBase(struct dl_phdr_info* info, size_t size, void* base) {
  (void)size;
  *(uintptr_t*)base = info->dlpi_addr;
  return 1;
}

static void WriteStack(FILE* file, const struct Stack* stack, uintptr_t program) {
  fprintf(file, "%lu %lu", stack->first, stack->last);
  for (int i = 0; i < stack->depth; ++i) {
    Dl_info info;
    if (dladdr(stack->frames[i], &info) == 0 || (uintptr_t)info.dli_fbase != program) continue;
    fprintf(file, " %lx", (unsigned long)((uintptr_t)stack->frames[i] - program));
  }
  fputc('\n', file);
}

static void Write(const char* variable, int with_stacks) {
  const char* path = getenv(variable);
  FILE* file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  if (!with_stacks) fprintf(file, "%lu", (unsigned long)calls);
  uintptr_t program = 0;
  dl_iterate_phdr(TakeBase, &program);
  for (int i = 0; with_stacks && i < kSlots; ++i) {
    if (stacks[i].hash != 0) WriteStack(file, &stacks[i], program);
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
  if (stacks[slot].hash == 0) {
    stacks[slot] = (struct Stack){.hash = hash, .first = call, .depth = depth};
    memcpy(stacks[slot].frames, frames, (size_t)depth * sizeof(frames[0]));
  }
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
