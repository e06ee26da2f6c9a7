"""How much longer pages take with a million claims than with a thousand."""
