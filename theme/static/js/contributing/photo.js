// A photo made ready: cut to a square, made small, written anew, so that nothing else of the file is left in it.
