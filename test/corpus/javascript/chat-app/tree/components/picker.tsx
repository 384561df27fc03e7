'use client';

import { useState } from 'react';

type Option = { id: string; label: string };

/** Pictures of the models for the page of help; they are not called. */
const PICTURES: Record<string, string> = {
  'old/one': 'img/one.png',
  'old/two': 'img/two.png',
};

export function Picker({ options, onPick }: { options: Option[]; onPick(id: string): void }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex gap-2/4 sm:w-1/2">
      <button type="button" onClick={() => setOpen(!open)}>
        Model
      </button>
      {open && options.map(({ id, label }) => <a key={id} onClick={() => onPick(id)} href={`/chat/${id}`}>{label}<img src={PICTURES[id]} alt="" /></a>)}
    </div>
  );
}
