#!/bin/bash
# Ends what up.sh started and nothing else: when pid 1 of the pid namespace ends, the kernel ends the rest, and its mounts
# and its network go with it.
set -u
. "$(dirname "$0")/paths.sh"
h=$(holder)
if [ -n "$h" ]; then
  kill -9 "$h"
  for _ in $(seq 200); do
    [ -d "/proc/$h" ] || break
    sleep .05
  done
  # Whoever led a program in stood still with it, where that was frozen: it sees now that there is nobody left to lead.
  pkill -CONT -f "^nsenter -t $h " || true
fi
rm -f "$RUN"/holder.*
for c in /sys/fs/cgroup /sys/fs/cgroup/*; do
  [ -d "$c/$CGROUP" ] && find "$c/$CGROUP" -depth -type d -exec rmdir {} \; 2>/dev/null
done
exit 0
