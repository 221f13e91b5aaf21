import { z } from 'zod';

// The pages' CSP forbids making code from text, which zod would try out when a schema is made. Imported before any schema.
z.config({ jitless: true });
