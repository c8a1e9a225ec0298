import { events } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { listEvents } from '#routes/events/list-events';

/** Reads of events. */
export const eventsRead = defineGroup({
  id: 'events-read',
  description: 'Lists events',
  routes: [listEvents],
  may: {
    query: [events],
  },
});
