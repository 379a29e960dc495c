/** What is due when: a binary heap. Entries are never withdrawn; whoever takes one checks that it still holds. */
export type Agenda<T> = {
  readonly add: (dueDate: number, item: T) => void;
  /** Takes the earliest entry that is due at `now`. */
  readonly take: (now: number) => T | undefined;
  readonly nextDate: () => number | undefined;
};

type Entry<T> = { readonly dueDate: number; readonly item: T };

export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = [];
  return {
    add(dueDate, item) {
      heap.push({ dueDate, item });
      siftUp(heap);
    },
    take(now) {
      const first = heap[0];
      if (first === undefined || first.dueDate > now) return undefined;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        siftDown(heap);
      }
      return first.item;
    },
    nextDate: () => heap[0]?.dueDate,
  };
}

function siftUp(heap: Entry<unknown>[]) {
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >>> 1;
    if (dueAt(heap, parent) <= dueAt(heap, index)) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function siftDown(heap: Entry<unknown>[]) {
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const smallest = [left, left + 1].reduce(
      (best, child) => (dueAt(heap, child) < dueAt(heap, best) ? child : best),
      index,
    );
    if (smallest === index) return;
    swap(heap, index, smallest);
    index = smallest;
  }
}

const dueAt = (heap: readonly Entry<unknown>[], index: number) => heap[index]?.dueDate ?? Number.POSITIVE_INFINITY;

function swap(heap: Entry<unknown>[], a: number, b: number) {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined) return;
  heap[a] = second;
  heap[b] = first;
}
