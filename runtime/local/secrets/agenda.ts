/**
 * A binary heap of due dates. Adding an entry again keeps one copy, and entries are never withdrawn, so the caller that
 * takes one checks that it still applies.
 */
export type Agenda = {
  readonly add: (dueDate: number, item: string) => void;
  /** Takes the earliest entry that is due at `now`. */
  readonly take: (now: number) => string | undefined;
  readonly nextDate: () => number | undefined;
};

type Entry = { readonly dueDate: number; readonly item: string };

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  const present = new Set<string>();
  return {
    add(dueDate, item) {
      const entry = { dueDate, item };
      if (present.has(keyOf(entry))) return;
      present.add(keyOf(entry));
      heap.push(entry);
      siftUp(heap);
    },
    take(now) {
      const first = heap[0];
      if (first === undefined || first.dueDate > now) return undefined;
      present.delete(keyOf(first));
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

const keyOf = ({ dueDate, item }: Entry) => `${dueDate} ${item}`;

function siftUp(heap: Entry[]) {
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >>> 1;
    if (dueAt(heap, parent) <= dueAt(heap, index)) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function siftDown(heap: Entry[]) {
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

const dueAt = (heap: readonly Entry[], index: number) => heap[index]?.dueDate ?? Number.POSITIVE_INFINITY;

function swap(heap: Entry[], a: number, b: number) {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined) return;
  heap[a] = second;
  heap[b] = first;
}
