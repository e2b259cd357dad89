"""The reviewed matrix of state x step x role, tried on the platform as people try it: by sending the form."""
