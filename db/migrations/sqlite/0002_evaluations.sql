CREATE TABLE `flag_evaluations` (
	`run_id` text NOT NULL,
	`against_run_id` text NOT NULL,
	`region_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`key` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`class` text NOT NULL,
	`proposed_class` text NOT NULL,
	`direction` text NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`observed_years` integer NOT NULL,
	`demand` real,
	`supply` real,
	`outcome` text NOT NULL,
	PRIMARY KEY(`run_id`, `against_run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`against_run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flag_evaluations_against_idx` ON `flag_evaluations` (`against_run_id`,`outcome`);--> statement-breakpoint
CREATE TABLE `run_evaluations` (
	`run_id` text NOT NULL,
	`against_run_id` text NOT NULL,
	`region_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`as_of_year` integer NOT NULL,
	`against_year` integer NOT NULL,
	`side` text NOT NULL,
	`years_ahead` integer NOT NULL,
	`n` integer NOT NULL,
	`mae` real NOT NULL,
	`naive_mae` real NOT NULL,
	`ratio` real,
	`coverage80` real NOT NULL,
	`coverage95` real NOT NULL,
	`bias` real NOT NULL,
	`misses` text NOT NULL,
	`evaluated_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `against_run_id`, `side`, `years_ahead`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`against_run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_evaluations_against_idx` ON `run_evaluations` (`against_run_id`);