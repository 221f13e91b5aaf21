import { createContext } from 'react';

/** The open dialog around a component: what floats above a dialog must hang inside it, or it is inert. */
export const DialogElement = createContext<HTMLDialogElement | null>(null);
