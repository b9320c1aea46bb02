"""Moving to another portal: what waits goes along, coordinators ask each other, and send each other remarks."""
